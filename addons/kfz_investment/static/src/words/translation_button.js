import { user } from "@web/core/user";
import { patch } from "@web/core/utils/patch";
import { TranslationButton } from "@web/views/fields/translation_button";

/* The button beside a text with translations names the language of the text: 中 in Chinese, where core has ZH. */
patch(TranslationButton.prototype, {
    get lang() {
        return user.lang.startsWith("zh") ? "中" : super.lang;
    },
});
