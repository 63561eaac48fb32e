// What the types of this module are made of, so that `import Sarup` is enough: sources, spans and diagnostics; digits and days.
@_exported public import SarupSyntax
@_exported public import SarupThai
