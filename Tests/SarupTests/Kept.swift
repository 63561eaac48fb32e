import Sarup
import TestSupport
import Testing

extension Renderer {
  /// Renders, and keeps the PDF for the checkers: tests render by this alone.
  func renderKept(_ input: Brief, _ request: RenderRequest) -> Rendering {
    let rendering = render(input, request)
    for output in rendering.outputs ?? [] where output.format == .pdf {
      KeptFiles.keep(output.bytes, of: Test.current?.name)
    }
    return rendering
  }
}
