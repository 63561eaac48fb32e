// swift-format-ignore-file: AlwaysUseLowerCamelCase, AllPublicDeclarationsHaveDocumentation
// The names are those of sarup.h, which says what each function does; the compiler checks them against it.

internal import CSarup
internal import Sarup

@implementation @c public func sarup_abi() -> UInt32 { UInt32(SARUP_ABI) }

/// There as long as the process.
private let version = Block(Version.number)

@implementation @c public func sarup_version() -> UnsafePointer<CChar>! {
  UnsafePointer(version.start)
}

// MARK: - The world outside

@implementation @c public func sarup_environment_new() -> OpaquePointer! { retained(EnvironmentHandle()) }

@implementation @c public func sarup_environment_free(_ environment: OpaquePointer!) {
  release(environment, as: EnvironmentHandle.self)
}

@implementation @c public func sarup_environment_add_font(
  _ environment: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ name_length: Int, _ font: UnsafeRawPointer!,
  _ length: Int
) {
  let file = Environment.FontFile(name: text(name, name_length), bytes: bytes(font, length))
  object(environment, as: EnvironmentHandle.self)?.environment.fonts.append(file)
}

@implementation @c public func sarup_environment_add_dictionary(
  _ environment: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ name_length: Int, _ words: UnsafePointer<CChar>!,
  _ length: Int
) {
  let source = SourceText(name: text(name, name_length), text: text(words, length))
  object(environment, as: EnvironmentHandle.self)?.environment.dictionaries.append(source)
}

@implementation @c public func sarup_environment_set_system_fonts(_ environment: OpaquePointer!, _ allowed: Bool) {
  object(environment, as: EnvironmentHandle.self)?.environment.allowsSystemFonts = allowed
}

@implementation @c public func sarup_environment_set_day(
  _ environment: OpaquePointer!, _ year: Int32, _ month: Int32, _ day: Int32
) -> Bool {
  guard let handle = object(environment, as: EnvironmentHandle.self),
    let date = CalendarDay(ofCommonEra: Int(year), month: Int(month), day: Int(day))
  else { return false }
  handle.environment.day = date
  return true
}

// MARK: - Requests

@implementation @c public func sarup_request_new() -> OpaquePointer! { retained(RequestHandle()) }

@implementation @c public func sarup_request_free(_ request: OpaquePointer!) {
  release(request, as: RequestHandle.self)
}

@implementation @c public func sarup_request_set_template(
  _ request: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ length: Int
) {
  object(request, as: RequestHandle.self)?.request.template = Template(text(name, length))
}

@implementation @c public func sarup_request_set_template_text(
  _ request: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ name_length: Int, _ template: UnsafePointer<CChar>!,
  _ length: Int
) {
  let template = Template(name: text(name, name_length), bytes: bytes(template, length))
  object(request, as: RequestHandle.self)?.request.template = template
}

@implementation @c public func sarup_request_add_field(
  _ request: OpaquePointer!, _ key: UnsafePointer<CChar>!, _ key_length: Int, _ value: UnsafePointer<CChar>!,
  _ length: Int
) {
  object(request, as: RequestHandle.self)?.request.settings.append((text(key, key_length), text(value, length)))
}

@implementation @c public func sarup_request_set_digits(
  _ request: OpaquePointer!, _ digits: UnsafePointer<CChar>!, _ length: Int
) -> Bool {
  guard let handle = object(request, as: RequestHandle.self), let mode = DigitMode(rawValue: text(digits, length))
  else { return false }
  handle.request.digits = mode
  return true
}

@implementation @c public func sarup_request_set_archive(
  _ request: OpaquePointer!, _ archive: UnsafePointer<CChar>!, _ length: Int
) -> Bool {
  guard let handle = object(request, as: RequestHandle.self), let level = ArchiveLevel(rawValue: text(archive, length))
  else { return false }
  handle.request.archive = level
  return true
}

@implementation @c public func sarup_request_set_resolution(_ request: OpaquePointer!, _ dots: Double) -> Bool {
  guard let handle = object(request, as: RequestHandle.self), (1...2400).contains(dots) else { return false }
  handle.request.resolution = dots
  return true
}

@implementation @c public func sarup_request_set_folder(
  _ request: OpaquePointer!, _ path: UnsafePointer<CChar>!, _ length: Int
) {
  object(request, as: RequestHandle.self)?.folder = text(path, length)
}

@implementation @c public func sarup_request_add_file(
  _ request: OpaquePointer!, _ path: UnsafePointer<CChar>!, _ path_length: Int, _ file: UnsafeRawPointer!,
  _ length: Int
) {
  object(request, as: RequestHandle.self)?.files[text(path, path_length)] = bytes(file, length)
}

@implementation @c public func sarup_request_set_letterhead(
  _ request: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ name_length: Int, _ file: UnsafeRawPointer!,
  _ length: Int
) {
  let letterhead = LetterheadFile(name: text(name, name_length), bytes: bytes(file, length))
  object(request, as: RequestHandle.self)?.request.letterhead = letterhead
}

@implementation @c public func sarup_request_set_cancel(
  _ request: OpaquePointer!, _ is_cancelled: (@convention(c) (UnsafeMutableRawPointer?) -> Bool)!,
  _ context: UnsafeMutableRawPointer!
) {
  guard let handle = object(request, as: RequestHandle.self) else { return }
  guard let is_cancelled else {
    handle.request.control.isCancelled = nil
    return
  }
  let callback = Callback(function: is_cancelled, context: context)
  handle.request.control.isCancelled = { callback.function(callback.context) }
}

@implementation @c public func sarup_request_set_progress(
  _ request: OpaquePointer!, _ progress: (@convention(c) (UnsafeMutableRawPointer?, UInt32, UInt32) -> Void)!,
  _ context: UnsafeMutableRawPointer!
) {
  guard let handle = object(request, as: RequestHandle.self) else { return }
  guard let progress else {
    handle.request.control.progress = nil
    return
  }
  let callback = Callback(function: progress, context: context)
  handle.request.control.progress = { step in
    guard step.phase == .writing, step.pageCount > 0 else { return }
    callback.function(callback.context, UInt32(clamping: step.pages), UInt32(clamping: step.pageCount))
  }
}
