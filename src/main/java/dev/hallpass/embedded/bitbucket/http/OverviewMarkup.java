package dev.hallpass.embedded.bitbucket.http;

/** The HTML of a stand-in's page for a person with a browser: a heading, then tables of who holds what. */
public final class OverviewMarkup {

    private static final String HEAD = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="5">
        <title>${title}</title>
        <style>
        :root { color-scheme: light dark; --text: #172b4d; --quiet: #5e6c84; --line: #dfe1e6; --link: #0052cc; }
        @media (prefers-color-scheme: dark) {
          :root { --text: #dee4ea; --quiet: #9fadbc; --line: #3b444c; --link: #579dff; }
        }
        body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: var(--text); }
        h2 { margin: 2rem 0 .25rem; font-size: 1.1rem; }
        table { border-collapse: collapse; table-layout: fixed; width: 100%; }
        th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left; overflow-wrap: anywhere; }
        @media (max-width: 40rem) {
          th, td { padding: .3rem .5rem .3rem 0; font-size: .8rem; }
          th:first-child { width: 28%; }
        }
        small { color: var(--quiet); font-weight: normal; }
        a { color: var(--link); }
        </style>
        </head>
        <body>
        """;

    private final StringBuilder page = new StringBuilder();

    /**
     * Begins a page.
     *
     * @param title of the window
     * @param heading of the page
     */
    public OverviewMarkup(String title, String heading) {
        page.append(HEAD.replace("${title}", escape(title)));
        page.append("<h1>").append(escape(heading)).append("</h1>\n");
    }

    /** A paragraph that is HTML already: what is not a constant must have been given to {@link #escape}. */
    public void paragraph(String html) {
        page.append("<p>").append(html).append("</p>\n");
    }

    /**
     * A table under a heading of its own.
     *
     * @param note what stands beside the heading, may be empty
     */
    public void beginTable(String title, String note, String... columns) {
        page.append("<h2>").append(escape(title));
        if (!note.isEmpty()) {
            page.append(" <small>").append(escape(note)).append("</small>");
        }
        page.append("</h2>\n<table>\n");
        cells("th", columns);
    }

    /** A row of the table. */
    public void row(String... cells) {
        cells("td", cells);
    }

    /** Ends the table. */
    public void endTable() {
        page.append("</table>\n");
    }

    /** The whole page. */
    public String html() {
        return page + "</body>\n</html>\n";
    }

    /** Text that cannot become markup. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private void cells(String tag, String... texts) {
        page.append("<tr>");
        for (String text : texts) {
            page.append('<').append(tag).append('>');
            page.append(escape(text)).append("</").append(tag).append('>');
        }
        page.append("</tr>\n");
    }
}
