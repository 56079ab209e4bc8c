package dev.hallpass.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The files that the policy owners edit, as plain XML. */
final class ModelFiles {
    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String BPMN_DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";
    static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";
    static final String DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/";
    static final String DMN_DIAGRAM = "https://www.omg.org/spec/DMN/20191111/DMNDI/";

    private ModelFiles() {}

    static List<Path> in(String folder, String extension) {
        try (var files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document xml(Path file) {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try {
            return factory.newDocumentBuilder().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    /** All elements of these names in all files of the folder. */
    static Stream<Element> elements(String folder, String extension, String namespace, String... names) {
        return in(folder, extension).stream().flatMap(file -> elements(xml(file), namespace, names));
    }

    static Stream<Element> elements(Document document, String namespace, String... names) {
        return Arrays.stream(names)
                .flatMap(name -> nodes(document.getDocumentElement().getElementsByTagNameNS(namespace, name)));
    }

    static Stream<Element> within(Element parent, String namespace, String name) {
        return nodes(parent.getElementsByTagNameNS(namespace, name));
    }

    private static Stream<Element> nodes(NodeList list) {
        return IntStream.range(0, list.getLength()).mapToObj(list::item).map(Element.class::cast);
    }
}
