// The brief as a careful C programmer would draw it with Pango and Cairo: what Sarup is measured against.
//
//   pango_brief [--right MM] IN OUT.pdf [IN OUT.pdf]...
//
// IN holds one paragraph a line: a letter for its kind, a tab, the number it carries (may be empty), a tab, the text.
// Kinds: T title, P paragraph, F finding, C credit. It draws the page that the template `brief` describes (A4, Sarabun at
// the size that looks like 16 pt TH Sarabun New, justified, page numbers) and makes a plain PDF: no tags, no PDF/A.
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double point = 72 / 25.4;  // points in a millimetre
static const double page_width = 210 * point, page_height = 297 * point;
static const double left = 30 * point, top = 25 * point, bottom = 20 * point;
static double right = 20 * point;
static const double first_line = 25 * point;
static const double pitch = 21.3, gap = 6;

typedef struct {
  PangoContext *context;
  PangoFontDescription *regular, *bold;
  cairo_t *canvas;
  double y;  // of the top of the next line
  int page;
} Sheet;

static void fail(const char *what, const char *which) {
  fprintf(stderr, "pango_brief: %s: %s\n", what, which);
  exit(1);
}

static void page_number(Sheet *sheet) {
  char text[32];
  snprintf(text, sizeof text, "- %d -", sheet->page);
  PangoLayout *layout = pango_layout_new(sheet->context);
  pango_layout_set_font_description(layout, sheet->regular);
  pango_layout_set_text(layout, text, -1);
  PangoRectangle box;
  pango_layout_get_extents(layout, NULL, &box);
  cairo_move_to(sheet->canvas, (page_width - (double)box.width / PANGO_SCALE) / 2, top - 20);
  pango_cairo_show_layout_line(sheet->canvas, pango_layout_get_line_readonly(layout, 0));
  g_object_unref(layout);
}

static void turn_page(Sheet *sheet) {
  cairo_show_page(sheet->canvas);
  sheet->page++;
  sheet->y = top;
  page_number(sheet);
}

static void paragraph(Sheet *sheet, char kind, const char *number, const char *text) {
  GString *whole = g_string_new(number);
  if (*number) g_string_append_c(whole, ' ');
  g_string_append(whole, text);

  PangoLayout *layout = pango_layout_new(sheet->context);
  pango_layout_set_font_description(layout, kind == 'T' ? sheet->bold : sheet->regular);
  pango_layout_set_width(layout, (int)((page_width - left - right) * PANGO_SCALE));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  switch (kind) {
    case 'T': pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER); break;
    case 'C': pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT); break;
    default:
      pango_layout_set_justify(layout, TRUE);
      pango_layout_set_indent(layout, (int)(first_line * PANGO_SCALE));
  }
  pango_layout_set_text(layout, whole->str, (int)whole->len);

  // Line by line, so that memory does not grow with the document.
  PangoLayoutIter *lines = pango_layout_get_iter(layout);
  do {
    if (sheet->y + pitch > page_height - bottom) turn_page(sheet);
    PangoRectangle box;
    pango_layout_iter_get_line_extents(lines, NULL, &box);
    cairo_move_to(sheet->canvas, left + (double)box.x / PANGO_SCALE, sheet->y + pitch * 0.75);
    pango_cairo_show_layout_line(sheet->canvas, pango_layout_iter_get_line_readonly(lines));
    sheet->y += pitch;
  } while (pango_layout_iter_next_line(lines));
  if (kind != 'C') sheet->y += gap;

  pango_layout_iter_free(lines);
  g_object_unref(layout);
  g_string_free(whole, TRUE);
}

static void render(Sheet *sheet, const char *from, const char *to) {
  char *source;
  if (!g_file_get_contents(from, &source, NULL, NULL)) fail("cannot read", from);
  cairo_surface_t *file = cairo_pdf_surface_create(to, page_width, page_height);
  sheet->canvas = cairo_create(file);
  sheet->y = top;
  sheet->page = 1;
  char *rest = source;
  for (char *line; (line = strsep(&rest, "\n"));) {
    char *kind = strsep(&line, "\t"), *number = strsep(&line, "\t");
    if (!line) continue;
    if (*kind == 'T') cairo_pdf_surface_set_metadata(file, CAIRO_PDF_METADATA_TITLE, line);
    paragraph(sheet, *kind, number, line);
  }
  cairo_destroy(sheet->canvas);
  cairo_surface_finish(file);
  if (cairo_surface_status(file)) fail(cairo_status_to_string(cairo_surface_status(file)), to);
  cairo_surface_destroy(file);
  g_free(source);
}

int main(int count, char **arguments) {
  int first = 1;
  if (count > 2 && !strcmp(arguments[1], "--right")) {
    right = atof(arguments[2]) * point;
    first = 3;
  }
  if (count - first < 2 || (count - first) % 2) fail("usage", "pango_brief [--right MM] IN OUT.pdf [IN OUT.pdf]...");
  PangoFontMap *fonts = pango_cairo_font_map_get_default();
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts), 72);
  Sheet sheet = {.context = pango_font_map_create_context(fonts)};
  pango_context_set_language(sheet.context, pango_language_from_string("th"));
  // Print, not screen: nothing is rounded to pixels.
  pango_context_set_round_glyph_positions(sheet.context, FALSE);
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(sheet.context, options);
  sheet.regular = pango_font_description_from_string("Sarabun 10.7");
  sheet.bold = pango_font_description_from_string("Sarabun Bold 13.4");
  for (int i = first; i < count; i += 2) render(&sheet, arguments[i], arguments[i + 1]);
}
