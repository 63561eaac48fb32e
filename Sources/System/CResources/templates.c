#include "CResources.h"

static const uint8_t base[] = {
#embed "../../../Templates/base.yaml"
};
static const uint8_t brief[] = {
#embed "../../../Templates/brief.yaml"
};
static const uint8_t brief_en[] = {
#embed "../../../Templates/brief-en.yaml"
};

const SarupResource sarup_template_base = {base, sizeof base};
const SarupResource sarup_template_brief = {brief, sizeof brief};
const SarupResource sarup_template_brief_en = {brief_en, sizeof brief_en};
