package dev.hallpass.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The BPMN, DMN and form files that Hallpass deploys, all in one deployment, as the bindings in them require. */
@Component
class ProcessResources {

    private static final String POLICY = "access-policy.dmn";

    private final List<ProcessResource> files;

    ProcessResources() {
        this.files = load();
    }

    List<ProcessResource> files() {
        return files;
    }

    /** SHA-256 of the policy, hexadecimal: the identity of a policy version wherever it is deployed. */
    String policyChecksum() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(policy()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The policy, as a DMN file. */
    byte[] policy() {
        return files.stream()
                .filter(file -> file.name().equals(POLICY))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(POLICY + " is not on the class path"))
                .content();
    }

    private static List<ProcessResource> load() {
        try {
            List<ProcessResource> files = new ArrayList<>();
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:camunda/*.*")) {
                files.add(new ProcessResource(
                        String.valueOf(file.getFilename()), new ByteArrayResource(file.getContentAsByteArray())));
            }
            return List.copyOf(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One file as it is deployed. */
    record ProcessResource(String name, ByteArrayResource file) {

        byte[] content() {
            return file.getByteArray();
        }
    }
}
