"""Gradient boosting with symmetric trees: every level of a tree asks one question, so that a leaf is a row of bits.

Such a tree is scored without a branch, eight positions at a time.
"""
import numpy as np


class Forest:
    def __init__(self, depth, base):
        self.depth, self.base = depth, base
        self.features, self.thresholds, self.leaves = [], [], []    # of every tree

    def score(self, X):
        z = np.full(len(X), self.base)
        for features, thresholds, leaves in zip(self.features, self.thresholds, self.leaves):
            z += leaves[index(X, features, thresholds)]
        return z


def index(X, features, thresholds):
    at = np.zeros(len(X), dtype=np.int64)
    for f, t in zip(features, thresholds):
        at = at << 1 | (X[:, f] > t)
    return at


def candidates(X, limit):
    """Bytes at which a column may be split: all of its values, or quantiles where there are many."""
    result = []
    for f in range(X.shape[1]):
        values = np.unique(X[:, f])[:-1]
        if len(values) > limit:
            values = np.unique(np.quantile(X[:, f], np.linspace(0, 1, limit + 2)[1:-1], method="lower"))
            values = values[values < X[:, f].max()]
        result.append(values.astype(np.int64))
    return result


def train(X, y, weight, trees=160, depth=5, rate=0.08, l2=5.0, smallest=40.0, splits=40):
    """X: bytes; y: 0 or 1. Newton steps on the log-loss."""
    cuts = candidates(X, splits)
    bins = np.stack([np.searchsorted(cuts[f], X[:, f]) for f in range(X.shape[1])], axis=1)
    widest = max(len(c) for c in cuts) + 1
    mean = float(np.average(y, weights=weight))
    forest = Forest(depth, np.log(mean / (1 - mean)))
    z = np.full(len(X), forest.base)
    flat = [bins[:, f] for f in range(X.shape[1])]
    for _ in range(trees):
        p = 1 / (1 + np.exp(-z))
        g, h = (p - y) * weight, p * (1 - p) * weight
        leaf = np.zeros(len(X), dtype=np.int64)
        features, thresholds = [], []
        for level in range(depth):
            best, count = (0.0, None, None), 1 << level
            for f in range(X.shape[1]):
                slot = leaf * widest + flat[f]
                G = np.bincount(slot, g, count * widest).reshape(count, widest).cumsum(axis=1)
                H = np.bincount(slot, h, count * widest).reshape(count, widest).cumsum(axis=1)
                GL, HL = G[:, :len(cuts[f])], H[:, :len(cuts[f])]
                GR, HR = G[:, -1:] - GL, H[:, -1:] - HL
                gain = (GL * GL / (HL + l2) + GR * GR / (HR + l2)).sum(axis=0)
                if len(gain) and gain.max() > best[0] + 1e-9:
                    best = (float(gain.max()), f, int(gain.argmax()))
            _, f, cut = best
            features.append(f)
            thresholds.append(int(cuts[f][cut]))
            leaf = leaf << 1 | (flat[f] > cut)
        G, H = np.bincount(leaf, g, 1 << depth), np.bincount(leaf, h, 1 << depth)
        leaves = -rate * G / (H + l2)
        z += leaves[leaf]
        forest.features.append(features)
        forest.thresholds.append(thresholds)
        forest.leaves.append(leaves)
    return forest
