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
static const uint8_t memo[] = {
#embed "../../../Templates/memo.yaml"
};
static const uint8_t letter[] = {
#embed "../../../Templates/letter.yaml"
};
static const uint8_t announcement[] = {
#embed "../../../Templates/announcement.yaml"
};
static const uint8_t press[] = {
#embed "../../../Templates/press.yaml"
};
static const uint8_t minutes[] = {
#embed "../../../Templates/minutes.yaml"
};

const SarupResource sarup_template_base = {base, sizeof base};
const SarupResource sarup_template_brief = {brief, sizeof brief};
const SarupResource sarup_template_brief_en = {brief_en, sizeof brief_en};
const SarupResource sarup_template_memo = {memo, sizeof memo};
const SarupResource sarup_template_letter = {letter, sizeof letter};
const SarupResource sarup_template_announcement = {announcement, sizeof announcement};
const SarupResource sarup_template_press = {press, sizeof press};
const SarupResource sarup_template_minutes = {minutes, sizeof minutes};
