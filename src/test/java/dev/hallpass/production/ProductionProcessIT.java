package dev.hallpass.production;

import dev.hallpass.ProductionStack;
import java.nio.file.Path;
import java.util.Map;

/** {@code target/hallpass.jar} in a process of its own: what it leaves out, it does not need. */
class ProductionProcessIT extends ProductionContract {

    @Override
    void start(ProductionStack around, Map<String, String> environment) {
        around.startJar(Path.of("target", "hallpass.jar"), environment);
    }
}
