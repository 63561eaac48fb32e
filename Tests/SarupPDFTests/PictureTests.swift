internal import SarupDocument
internal import SarupFonts
internal import SarupImage
internal import SarupLayout
internal import SarupPDF
internal import SarupSyntax
internal import TestSupport
internal import Testing

struct PictureTests {
  /// Each picture in its place, with an alternative text unless it is decorative.
  private func file(_ names: [String], shown: [(picture: Int, alternative: String)]) throws -> PDFFile {
    var sample = Sample()
    sample.pictures = try names.map { try Picture(Fixtures.picture($0)) }
    for figure in shown {
      sample.add(
        .figure(
          FigureProperties(
            picture: figure.picture, alternative: figure.alternative, style: Sample.Style.small.rawValue,
            size: .width(120)))
      ) { $0.paragraph("ภาพ", .caption) }
    }
    let fonts = FontBook()
    var diagnostics = Diagnostics()
    let document = sample.document
    let layout = Layout(document, fonts: fonts, breaks: LooseBreaks(), reporting: &diagnostics)
    var writer = PDFWriter(document: document, fonts: fonts)
    layout.forEachPage { writer.add($0) }
    return try PDFFile(kept(writer.finish()))
  }

  private func images(_ file: PDFFile) -> [PDFFile.Object] {
    file.objects.values.filter { $0.text.contains("/Subtype/Image") }.sorted { $0.number < $1.number }
  }

  @Test func aPictureIsThereOnceHoweverOftenItIsShown() throws {
    let file = try file(["rgb.jpg"], shown: [(0, "หนึ่ง"), (0, ""), (0, "สาม")])
    let image = try #require(images(file).first)
    #expect(images(file).count == 1)
    #expect(image.stream == (try Picture(Fixtures.picture("rgb.jpg")).bytes))
    #expect(image.text.contains("/Filter/DCTDecode") && !image.text.contains("Interpolate"))
  }

  @Test func figuresTellWhatTheyShowAndWhere() throws {
    let file = try file(["rgb8.png"], shown: [(0, "alternative"), (0, "")])
    let figures = file.objects.values.filter { $0.text.contains("/S/Figure") }
    #expect(figures.count == 1)
    let text = try #require(figures.first?.text)
    #expect(text.contains("/Alt(alternative)"))
    // 120 x 80 points at the upper left, between margins.
    #expect(text.contains("/BBox[85 690.89 205 770.89 ]"))
    #expect(file.normalised.contains("/Artifact<</Type/Layout>>BDC"))
    let captions = file.objects.values.filter { $0.text.contains("/S/Caption") }
    #expect(captions.count == 1)
  }

  @Test func thePictureBehindThePagesIsAnArtifact() throws {
    var sample = Sample()
    sample.pictures = [try Picture(Fixtures.picture("rgb8.png"))]
    sample.background = PageBackground(picture: 0, width: 120, horizontal: .end, vertical: .bottom)
    sample.paragraph("ข้อความ")
    let file = try PDFFile(sample.pdf())
    let content = try #require(
      file.objects.values.compactMap(\.stream).map { String(decoding: $0, as: UTF8.self) }
        .first { $0.contains("/P0 Do") })
    let place = "/Artifact<</Type/Background/BBox[475.276 0 595.276 80 ]>>BDC\nq 120 0 0 80 475.276 0 cm"
    #expect(content.hasPrefix(place))
    #expect(!file.objects.values.contains { $0.text.contains("/S/Figure") })
  }

  @Test func picturesStandWhereThePageHasThem() throws {
    let file = try file(["rgb8.png", "held6.jpg"], shown: [(0, "a"), (1, "b")])
    let content = try #require(
      file.objects.values.compactMap(\.stream).map { String(decoding: $0, as: UTF8.self) }
        .first { $0.contains("/P0 Do") })
    #expect(content.contains("q 120 0 0 80 85 690.89 cm/P0 Do Q"))
    // Turned by a quarter: its columns run down, its rows to the left.
    #expect(content.contains("q 0 -80 120 0 85 ") && content.contains("cm/P1 Do Q"))
  }

  @Test func samplesAreAsTheFileHasThem() throws {
    let file = try file(
      ["gray1.png", "palette4.png", "rgb16.png", "rgba8.png", "gray-alpha8.png", "profile.png"],
      shown: (0..<6).map { ($0, "x") })
    let texts = images(file).map(\.text)
    #expect(texts.count { $0.contains("/SMask") } == 2)
    for entry in [
      "/ColorSpace/DeviceGray/BitsPerComponent 1/DecodeParms<</Predictor 15/Colors 1/BitsPerComponent 1/Columns 12>>",
      "/ColorSpace[/Indexed/DeviceRGB 3<E61E281EAA3C143CC8FFFFFF>]/BitsPerComponent 4",
      "/ColorSpace/DeviceRGB/BitsPerComponent 16", "/ColorSpace[/ICCBased ",
      // Colours and alpha of one file, each with the filters of its rows.
      "/ColorSpace/DeviceRGB/BitsPerComponent 8/DecodeParms<</Predictor 15/Colors 3/BitsPerComponent 8/Columns 12>>",
      "/ColorSpace/DeviceGray/BitsPerComponent 8/DecodeParms<</Predictor 15/Colors 1/BitsPerComponent 8/Columns 12>>",
    ] {
      #expect(texts.count { $0.uppercased().contains(entry.uppercased()) } >= 1, "\(entry)")
    }
  }
}
