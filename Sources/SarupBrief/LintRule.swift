/// What `sarup check` looks for in the words of a brief, beside what stands in the way of rendering. The names are the codes of its
/// messages; a brief and a template may switch them off.
package enum LintRule: String, Sendable, CaseIterable {
  case doubleSaraE = "thai-double-sara-e"
  case splitSaraAm = "thai-split-sara-am"
  case repeatedMark = "thai-repeated-mark"
  case markOrder = "thai-mark-order"
  case strayMark = "thai-stray-mark"
  case strayVowel = "thai-stray-vowel"
  case invisible = "invisible-character"
  case doubleSpace = "double-space"
  case repeatSignSpace = "repeat-sign-space"
  case etCeteraSpace = "et-cetera-space"
  case bracketInnerSpace = "bracket-inner-space"
  case bracketOuterSpace = "bracket-outer-space"
  case mixedDigits = "mixed-digits"
  case mixedYears = "mixed-years"
  case repeatedWord = "repeated-word"
  case abbreviationStops = "abbreviation-stops"
  case misspelling = "misspelling"
  case lineEnd = "line-end-unsure"
  case lineLoose = "line-loose"
}
