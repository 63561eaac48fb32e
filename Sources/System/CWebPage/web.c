#include "CWebPage.h"

static const uint8_t page[] = {
#embed "../../../Web/page.html"
};
static const uint8_t style[] = {
#embed "../../../Web/page.css"
};
static const uint8_t script[] = {
#embed "../../../Web/page.js"
};

const SarupWebFile sarup_web_page = {page, sizeof page};
const SarupWebFile sarup_web_style = {style, sizeof style};
const SarupWebFile sarup_web_script = {script, sizeof script};
