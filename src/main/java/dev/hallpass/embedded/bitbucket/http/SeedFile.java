package dev.hallpass.embedded.bitbucket.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The JSON file that says what is in a stand-in before anything was changed. */
public final class SeedFile {

    private SeedFile() {}

    /**
     * Reads a seed.
     *
     * @param file where it is, or null for the demo's
     * @param demo the demo's on the class path, with a leading slash
     * @throws UncheckedIOException if it cannot be read
     */
    public static <T> T read(@Nullable Path file, String demo, Class<T> type, JsonMapper json) {
        try (InputStream source =
                file == null ? SeedFile.class.getResourceAsStream(demo) : Files.newInputStream(file)) {
            if (source == null) {
                throw new IOException(demo + " is not on the class path");
            }
            return json.readValue(source, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
