/* Sarup for C: Thai briefs to PDF, Word, OpenDocument, web pages and pictures.
 *
 * Rules that hold everywhere:
 *
 * - Texts go in as a pointer and a length in bytes, UTF-8, without a terminating zero; they are copied before the call returns. A pointer
 *   may be NULL where its length is 0.
 * - What a function named sarup_..._new gives belongs to the caller, who gives it back to the function named sarup_..._free of the same type.
 *   NULL may be given back. Pointers that other functions hand out belong to the object that they were asked of, and are good until
 *   that object is given back.
 * - An environment and a request belong to one thread at a time. A renderer may be used from many threads at once; it takes what
 *   environment and request say when it is called, and does not need them later. A result does not change: many threads may read it.
 * - The library writes nothing to standard output or error, sets no locale, signal handler or environment variable, changes no folder and
 *   never ends the process. It reads no clock; it opens the files below a request's folder, and fonts of the system if it may.
 * - Functions may be added, and SARUP_ABI stays; when what is there changes, SARUP_ABI and the library's soname do.
 */
#ifndef SARUP_H
#define SARUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What this header describes. A program may ask whether the library that it got is of the same kind. */
#define SARUP_ABI 1
uint32_t sarup_abi(void);

/* The version, such as "0.1.0": a text with a zero at its end that is there as long as the library. */
const char *sarup_version(void);

typedef struct sarup_environment sarup_environment;
typedef struct sarup_renderer sarup_renderer;
typedef struct sarup_request sarup_request;
typedef struct sarup_result sarup_result;

/* A text or a file that belongs to somebody else. A zero stands behind the bytes of every text that the library hands out. */
typedef struct sarup_bytes {
  const char *bytes;
  size_t length;
} sarup_bytes;

typedef enum sarup_status {
  SARUP_OK = 0,        /* There are outputs, and perhaps warnings. */
  SARUP_INPUT = 1,     /* The brief or its template has errors, and there are no outputs. */
  SARUP_USAGE = 2,     /* The call asks for what there is not; the one diagnostic says what. */
  SARUP_CANCELLED = 3  /* sarup_request_set_cancel ended it, and there are no outputs. */
} sarup_status;

/* ---- The world outside ----
 *
 * What a renderer may use beside what the library brings along. Default: fonts of the system for letters that the library's fonts do not
 * have, and no day. */
sarup_environment *sarup_environment_new(void);
void sarup_environment_free(sarup_environment *environment);

/* A font file: TrueType, OpenType or a collection. Messages use the name. */
void sarup_environment_add_font(sarup_environment *environment, const char *name, size_t name_length, const void *bytes, size_t length);

/* A list of words that no line may tear, one a line. */
void sarup_environment_add_dictionary(
    sarup_environment *environment, const char *name, size_t name_length, const char *text, size_t length);

/* Whether fonts of the system may be used. Without them the same input gives the same bytes on every machine. */
void sarup_environment_set_system_fonts(sarup_environment *environment, bool allowed);

/* The day that {{today}} stands for, in the Common Era. False, and no change, for a day that is in no calendar. */
bool sarup_environment_set_day(sarup_environment *environment, int year, int month, int day);

/* ---- Rendering ----
 *
 * One renderer serves a whole process and all its threads: it keeps fonts, templates and pictures. NULL is the default environment. */
sarup_renderer *sarup_renderer_new(const sarup_environment *environment);
void sarup_renderer_free(sarup_renderer *renderer);

/* How to render. Default: the brief's template, else `brief`; PDF/A-2a; no files. */
sarup_request *sarup_request_new(void);
void sarup_request_free(sarup_request *request);

/* The name of a template of the library's, or the path of a file. */
void sarup_request_set_template(sarup_request *request, const char *name, size_t length);

/* A template that is no file. Messages use the name; what it extends comes with the library. */
void sarup_request_set_template_text(
    sarup_request *request, const char *name, size_t name_length, const char *text, size_t length);

/* A field of the brief that takes another value, as if the brief said so. */
void sarup_request_add_field(sarup_request *request, const char *key, size_t key_length, const char *value, size_t length);

/* "thai", "arabic" or "keep". False, and no change, for anything else. */
bool sarup_request_set_digits(sarup_request *request, const char *digits, size_t length);

/* What PDFs declare themselves to be: "2a", "3a" or "none". False, and no change, for anything else. */
bool sarup_request_set_archive(sarup_request *request, const char *archive, size_t length);

/* Dots an inch of pictures of pages: 144. False, and no change, for what is not between 1 and 2400. */
bool sarup_request_set_resolution(sarup_request *request, double dots);

/* The folder below which pictures, dictionaries and templates that a brief names are read. Without one it can name none but those that
 * sarup_request_add_file gives. */
void sarup_request_set_folder(sarup_request *request, const char *path, size_t length);

/* A file that the brief, or its template, may name as `path`: a picture, a dictionary, a template. It comes before those of the folder. */
void sarup_request_add_file(
    sarup_request *request, const char *path, size_t path_length, const void *bytes, size_t length);

/* The office's own Word file, .docx or .dotx, that Word files are made upon. What is wrong with it is told by each rendering. */
void sarup_request_set_letterhead(
    sarup_request *request, const char *name, size_t name_length, const void *bytes, size_t length);

/* Asked before each paragraph and each page, on the thread that renders; true ends the rendering. NULL is never. */
void sarup_request_set_cancel(sarup_request *request, bool (*is_cancelled)(void *context), void *context);

/* Hears of pages as they are written, on the thread that renders: of so many so many are done. NULL is nobody. */
void sarup_request_set_progress(
    sarup_request *request, void (*progress)(void *context, uint32_t pages, uint32_t page_count), void *context);

/* Renders a brief. The ending of its name tells how it is written: .md, .yaml or .json. `formats` names what to make, with commas between
 * them: "pdf", "docx", "odt", "html", "png", "svg". NULL as request is the default. There is always a result. */
sarup_result *sarup_render(
    const sarup_renderer *renderer, const sarup_request *request, const char *name, size_t name_length, const char *brief,
    size_t length, const char *formats, size_t formats_length);

/* Looks for mistakes in a brief or a template, more closely than rendering does, and makes nothing. */
sarup_result *sarup_check(
    const sarup_renderer *renderer, const sarup_request *request, const char *name, size_t name_length, const char *brief,
    size_t length);

/* ---- Results ---- */
void sarup_result_free(sarup_result *result);
sarup_status sarup_result_status(const sarup_result *result);

typedef struct sarup_output {
  const char *format; /* "pdf" and so on, with a zero at its end. */
  uint32_t page;      /* From 1 where the format has a file for each page, else 0. */
  sarup_bytes file;
} sarup_output;

/* Outputs in the order of the formats. False for an index that is not there. */
size_t sarup_result_output_count(const sarup_result *result);
bool sarup_result_output(const sarup_result *result, size_t index, sarup_output *output);

typedef struct sarup_diagnostic {
  bool is_error;
  sarup_bytes code;    /* Such as "unknown-key": a code never changes its meaning. */
  sarup_bytes message;
  sarup_bytes hint;    /* What to do; may be empty. */
  sarup_bytes file;    /* The name of the text; empty for what has no place. */
  uint32_t line;       /* From 1; 0 for what has no place. */
  uint32_t column;     /* In characters, from 1. */
  uint32_t end_line;
  uint32_t end_column; /* Behind the last character. */
} sarup_diagnostic;

size_t sarup_result_diagnostic_count(const sarup_result *result);
bool sarup_result_diagnostic(const sarup_result *result, size_t index, sarup_diagnostic *diagnostic);

/* All diagnostics as JSON, an object a line, as `sarup check --format json` prints them; or as people read them. */
sarup_bytes sarup_result_json(const sarup_result *result);
sarup_bytes sarup_result_text(const sarup_result *result);

#ifdef __cplusplus
}
#endif

#endif
