#include "CResources.h"

static const uint8_t regular[] = {
#embed "../../../Fonts/Sarabun-Regular.ttf"
};
static const uint8_t bold[] = {
#embed "../../../Fonts/Sarabun-Bold.ttf"
};
static const uint8_t italic[] = {
#embed "../../../Fonts/Sarabun-Italic.ttf"
};
static const uint8_t bold_italic[] = {
#embed "../../../Fonts/Sarabun-BoldItalic.ttf"
};

const SarupResource sarup_font_regular = {regular, sizeof regular};
const SarupResource sarup_font_bold = {bold, sizeof bold};
const SarupResource sarup_font_italic = {italic, sizeof italic};
const SarupResource sarup_font_bold_italic = {bold_italic, sizeof bold_italic};
