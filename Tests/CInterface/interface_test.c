// Uses every function of sarup.h, in good and in bad ways, and prints what is wrong. Scripts/check-library runs it, under valgrind too.
#include <pthread.h>
#include <sarup.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int faults = 0;

static void expect(bool holds, const char *what, int line) {
  if (holds) return;
  printf("interface_test.c:%d: not so: %s\n", line, what);
  faults++;
}
#define EXPECT(what) expect(what, #what, __LINE__)
#define TEXT(text) text, strlen(text)

static const char *const brief = "---\ntitle: การทดสอบ\ndate: 2026-01-31\n---\n\nข้อความนำ\n\n1. ข้อค้นพบที่หนึ่ง\n\n2. น้ำ กำ ทำ\n";

static bool is(sarup_bytes bytes, const char *text) {
  return bytes.length == strlen(text) && memcmp(bytes.bytes, text, bytes.length) == 0 && bytes.bytes[bytes.length] == 0;
}

static void errors_are_data(const sarup_renderer *renderer) {
  sarup_result *result = sarup_render(renderer, NULL, TEXT("x.md"), TEXT("---\ntitle: ก\ndate: 2026-02-31\n---\n\nข\n"), TEXT("pdf"));
  EXPECT(sarup_result_status(result) == SARUP_INPUT);
  EXPECT(sarup_result_output_count(result) == 0);
  EXPECT(sarup_result_diagnostic_count(result) == 1);
  sarup_diagnostic told;
  EXPECT(sarup_result_diagnostic(result, 0, &told));
  EXPECT(told.is_error && told.line == 3 && told.column == 15 && told.end_line == 3 && told.end_column == 17);
  EXPECT(is(told.file, "x.md") && is(told.code, "date-not-in-calendar") && told.message.length > 0 && told.hint.length > 0);
  EXPECT(!sarup_result_diagnostic(result, 1, &told) && !sarup_result_diagnostic(result, 0, NULL));
  EXPECT(strstr(sarup_result_json(result).bytes, "\"code\":\"date-not-in-calendar\"") != NULL);
  EXPECT(strncmp(sarup_result_text(result).bytes, "x.md:3:15: error:", 17) == 0);
  sarup_result_free(result);
}

static void wrong_calls_are_told(const sarup_renderer *renderer) {
  sarup_result *result = sarup_render(renderer, NULL, TEXT("x.md"), TEXT(brief), TEXT("pdf,xps"));
  EXPECT(sarup_result_status(result) == SARUP_USAGE && sarup_result_diagnostic_count(result) == 1);
  sarup_diagnostic told;
  EXPECT(sarup_result_diagnostic(result, 0, &told) && is(told.code, "interface-usage") && told.line == 0 && is(told.file, ""));
  sarup_result_free(result);
  result = sarup_render(NULL, NULL, NULL, 0, NULL, 0, NULL, 0);
  EXPECT(sarup_result_status(result) == SARUP_USAGE);
  sarup_result_free(result);
  // An empty text is no brief, and bytes that are no UTF-8 have a place.
  result = sarup_render(renderer, NULL, NULL, 0, NULL, 0, TEXT("pdf"));
  EXPECT(sarup_result_status(result) == SARUP_INPUT);
  sarup_result_free(result);
  result = sarup_render(renderer, NULL, TEXT("x.md"), TEXT("---\ntitle: \xff\n---\n\nก\n"), TEXT("pdf"));
  EXPECT(sarup_result_status(result) == SARUP_INPUT && sarup_result_diagnostic(result, 0, &told) && told.line == 2);
  sarup_result_free(result);
  EXPECT(sarup_result_status(NULL) == SARUP_USAGE && sarup_result_output_count(NULL) == 0);
  EXPECT(sarup_result_diagnostic_count(NULL) == 0 && sarup_result_json(NULL).length == 0 && sarup_result_text(NULL).bytes == NULL);
  sarup_request *request = sarup_request_new();
  EXPECT(!sarup_request_set_digits(request, TEXT("roman")) && sarup_request_set_digits(request, TEXT("arabic")));
  EXPECT(!sarup_request_set_archive(request, TEXT("1b")) && sarup_request_set_archive(request, TEXT("3a")));
  EXPECT(!sarup_request_set_resolution(request, 0) && sarup_request_set_resolution(request, 72));
  sarup_request_free(request);
  sarup_environment *environment = sarup_environment_new();
  EXPECT(!sarup_environment_set_day(environment, 2026, 2, 29) && sarup_environment_set_day(environment, 2024, 2, 29));
  sarup_environment_free(environment);
  sarup_environment_free(NULL), sarup_renderer_free(NULL), sarup_request_free(NULL), sarup_result_free(NULL);
}

static void requests_do_what_they_say(const sarup_renderer *renderer) {
  sarup_request *request = sarup_request_new();
  static const char template[] = "name: own\nextends: brief\nstyles:\n  title: {align: start}\n";
  sarup_request_set_template_text(request, TEXT("own.yaml"), TEXT(template));
  sarup_request_add_field(request, TEXT("title"), TEXT("ชื่ออื่น"));
  EXPECT(sarup_request_set_resolution(request, 72));
  sarup_result *result = sarup_render(renderer, request, TEXT("x.md"), TEXT(brief), TEXT("html,png"));
  EXPECT(sarup_result_status(result) == SARUP_OK);
  if (sarup_result_status(result) != SARUP_OK) fputs(sarup_result_text(result).bytes, stdout);
  sarup_output output;
  EXPECT(sarup_result_output_count(result) == 2);
  EXPECT(sarup_result_output(result, 0, &output) && strcmp(output.format, "html") == 0 && output.page == 0);
  EXPECT(strstr(output.file.bytes, "ชื่ออื่น") != NULL);
  EXPECT(sarup_result_output(result, 1, &output) && strcmp(output.format, "png") == 0 && output.page == 1);
  EXPECT(!sarup_result_output(result, 2, &output) && !sarup_result_output(result, 0, NULL));
  sarup_result_free(result);
  // A mistake in the template is told in it.
  sarup_request_set_template_text(request, TEXT("own.yaml"), TEXT("name: own\nextends: brief\nstylse: {}\n"));
  result = sarup_check(renderer, request, TEXT("x.md"), TEXT(brief));
  sarup_diagnostic told;
  EXPECT(sarup_result_diagnostic(result, 0, &told) && is(told.file, "own.yaml") && told.line == 3);
  sarup_result_free(result);
  sarup_request_free(request);
  // Without a folder a brief names no files.
  request = sarup_request_new();
  sarup_request_set_template(request, TEXT("brief"));
  static const char pictured[] = "---\ntitle: ก\nlogo: example.c\n---\n\nข\n";
  result = sarup_check(renderer, request, TEXT("x.md"), TEXT(pictured));
  EXPECT(sarup_result_diagnostic_count(result) > 0);
  sarup_result_free(result);
  sarup_request_set_folder(request, TEXT("."));
  result = sarup_check(renderer, request, TEXT("x.md"), TEXT(brief));
  EXPECT(sarup_result_status(result) == SARUP_OK);
  sarup_result_free(result);
  sarup_request_free(request);
}

static void files_come_from_memory(const sarup_renderer *renderer) {
  // One grey dot.
  static const unsigned char dot[] = {
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
      0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x68, 0x00,
      0x00, 0x00, 0x82, 0x00, 0x81, 0xda, 0x45, 0x08, 0x3b, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
  };
  static const char pictured[] = "---\ntitle: ก\n---\n\n![จุด](pictures/dot.png)\n";
  sarup_request *request = sarup_request_new();
  sarup_result *result = sarup_render(renderer, request, TEXT("x.md"), TEXT(pictured), TEXT("html"));
  EXPECT(sarup_result_status(result) == SARUP_INPUT);
  sarup_result_free(result);
  sarup_request_add_file(request, TEXT("pictures/dot.png"), dot, sizeof dot);
  sarup_request_add_file(request, TEXT("own.yaml"), TEXT("name: own\nextends: brief\n"));
  sarup_request_add_field(request, TEXT("template"), TEXT("own.yaml"));
  result = sarup_render(renderer, request, TEXT("x.md"), TEXT(pictured), TEXT("html"));
  sarup_output output;
  EXPECT(sarup_result_status(result) == SARUP_OK && sarup_result_output(result, 0, &output));
  EXPECT(strstr(output.file.bytes, "data:image/png;base64,") != NULL);
  sarup_result_free(result);
  // One that is not among them is told with the nearest name.
  static const char mistyped[] = "---\ntitle: ก\n---\n\n![จุด](pictures/dots.png)\n";
  result = sarup_render(renderer, request, TEXT("x.md"), TEXT(mistyped), TEXT("html"));
  sarup_diagnostic told;
  EXPECT(sarup_result_diagnostic(result, 0, &told) && told.line == 5 && strstr(told.hint.bytes, "pictures/dot.png") != NULL);
  sarup_result_free(result);
  sarup_request_free(request);
}

static void letterheads_are_looked_at(const sarup_renderer *renderer) {
  sarup_request *request = sarup_request_new();
  sarup_request_set_letterhead(request, TEXT("office.docx"), "nothing", 7);
  sarup_result *result = sarup_render(renderer, request, TEXT("x.md"), TEXT(brief), TEXT("docx"));
  sarup_diagnostic told;
  EXPECT(sarup_result_status(result) == SARUP_INPUT && sarup_result_diagnostic(result, 0, &told) && told.is_error);
  sarup_result_free(result);
  sarup_request_free(request);
}

struct steps { uint32_t pages, count, calls; };

static void step(void *context, uint32_t pages, uint32_t count) {
  struct steps *steps = context;
  *steps = (struct steps){pages, count, steps->calls + 1};
}

static bool enough(void *context) { return ++*(int *)context > 3; }

static void it_can_be_followed_and_ended(const sarup_renderer *renderer) {
  sarup_request *request = sarup_request_new();
  struct steps steps = {0};
  sarup_request_set_progress(request, step, &steps);
  sarup_result *result = sarup_render(renderer, request, TEXT("x.md"), TEXT(brief), TEXT("pdf"));
  EXPECT(sarup_result_status(result) == SARUP_OK && steps.count == 1 && steps.calls == 1 && steps.pages == 0);
  sarup_result_free(result);
  int asked = 0;
  sarup_request_set_progress(request, NULL, NULL);
  sarup_request_set_cancel(request, enough, &asked);
  result = sarup_render(renderer, request, TEXT("x.md"), TEXT(brief), TEXT("pdf"));
  EXPECT(sarup_result_status(result) == SARUP_CANCELLED && sarup_result_output_count(result) == 0);
  sarup_result_free(result);
  sarup_request_set_cancel(request, NULL, NULL);
  result = sarup_render(renderer, request, TEXT("x.md"), TEXT(brief), TEXT("pdf"));
  EXPECT(sarup_result_status(result) == SARUP_OK);
  sarup_result_free(result);
  sarup_request_free(request);
}

static void *render_some(void *renderer) {
  sarup_result *last = NULL;
  for (int round = 0; round < 5; round++) {
    sarup_result_free(last);
    last = sarup_render(renderer, NULL, TEXT("x.md"), TEXT(brief), TEXT("pdf,docx"));
  }
  return last;
}

static void threads_share_a_renderer(sarup_renderer *renderer) {
  pthread_t threads[4];
  void *results[4];
  for (int i = 0; i < 4; i++) EXPECT(pthread_create(&threads[i], NULL, render_some, renderer) == 0);
  for (int i = 0; i < 4; i++) pthread_join(threads[i], &results[i]);
  for (size_t index = 0; index < 2; index++) {
    sarup_output first = {0}, other = {0};
    EXPECT(sarup_result_output(results[0], index, &first) && first.file.length > 1000);
    for (int i = 1; i < 4; i++) {
      EXPECT(sarup_result_output(results[i], index, &other) && other.file.length == first.file.length);
      EXPECT(memcmp(other.file.bytes, first.file.bytes, first.file.length) == 0);
    }
  }
  for (int i = 0; i < 4; i++) sarup_result_free(results[i]);
}

int main(void) {
  EXPECT(sarup_abi() == SARUP_ABI && strchr(sarup_version(), '.') != NULL);
  sarup_environment *environment = sarup_environment_new();
  sarup_environment_set_system_fonts(environment, false);
  sarup_environment_add_dictionary(environment, TEXT("words.txt"), TEXT("ข้อค้นพบ\n"));
  // A file that is no font is a warning of each rendering, not of the call.
  sarup_environment *other = sarup_environment_new();
  sarup_environment_add_font(other, TEXT("broken.ttf"), "nothing", 7);
  sarup_renderer *broken = sarup_renderer_new(other);
  sarup_environment_free(other);
  sarup_result *result = sarup_render(broken, NULL, TEXT("x.md"), TEXT(brief), TEXT("pdf"));
  EXPECT(sarup_result_status(result) == SARUP_OK && sarup_result_diagnostic_count(result) == 1);
  sarup_renderer_free(broken);
  EXPECT(sarup_result_diagnostic_count(result) == 1);
  sarup_result_free(result);

  sarup_renderer *renderer = sarup_renderer_new(environment);
  sarup_environment_free(environment);
  errors_are_data(renderer);
  wrong_calls_are_told(renderer);
  requests_do_what_they_say(renderer);
  files_come_from_memory(renderer);
  letterheads_are_looked_at(renderer);
  it_can_be_followed_and_ended(renderer);
  threads_share_a_renderer(renderer);
  sarup_renderer_free(renderer);
  printf("interface_test: %d faults\n", faults);
  return faults > 0;
}
