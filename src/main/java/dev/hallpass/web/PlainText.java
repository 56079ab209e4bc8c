package dev.hallpass.web;

/** Text that can be stored, logged and shown as it is. */
final class PlainText {

    private PlainText() {}

    /** Whether a text has no control characters and no half of a surrogate pair. */
    static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(each -> Character.isISOControl(each) || Character.getType(each) == Character.SURROGATE);
    }

    /** The same for texts of more than one line. */
    static boolean isPlainLines(String text) {
        return isPlain(text.replace("\n", "").replace("\r", "").replace("\t", ""));
    }
}
