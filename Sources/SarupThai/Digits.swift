/// Which digits numbers are written with.
public enum DigitMode: String, Sendable, CaseIterable {
  /// ๐๑๒๓๔๕๖๗๘๙
  case thai
  /// 0123456789
  case arabic
  /// As they were written; generated numbers take Arabic digits.
  case keep
}
