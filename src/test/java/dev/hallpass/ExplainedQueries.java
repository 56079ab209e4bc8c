package dev.hallpass;

import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * Connections that have PostgreSQL say how it reads each query, with the very parameters it is sent with, whoever
 * writes the SQL.
 */
final class ExplainedQueries extends DelegatingDataSource {

    private static final String EXPLAIN = "explain (analyze, costs off, timing off, summary off, buffers off) ";

    private final List<String> plans = new ArrayList<>();

    ExplainedQueries(DataSource target) {
        super(target);
    }

    /** How the queries were read that were sent since this was asked for last. */
    String taken() {
        String taken = String.join("\n", plans);
        plans.clear();
        return taken;
    }

    /** A repository of Spring Data as the application has it. The context of its entities goes with the process. */
    <T> T repository(Class<T> type) {
        LocalContainerEntityManagerFactoryBean entities = new LocalContainerEntityManagerFactoryBean();
        entities.setDataSource(this);
        entities.setPackagesToScan("dev.hallpass");
        entities.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        entities.setJpaPropertyMap(
                Map.of("hibernate.physical_naming_strategy", PhysicalNamingStrategySnakeCaseImpl.class.getName()));
        entities.afterPropertiesSet();
        EntityManagerFactory factory = Objects.requireNonNull(entities.getObject());
        return new JpaRepositoryFactory(factory.createEntityManager()).getRepository(type);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object answer = call(connection, method, arguments);
            return answer instanceof PreparedStatement statement && arguments != null
                    ? explained(connection, statement, (String) arguments[0])
                    : answer;
        });
    }

    private PreparedStatement explained(Connection connection, PreparedStatement statement, String sql) {
        Map<Integer, Setting> settings = new TreeMap<>();
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            if (arguments != null && arguments.length > 1 && arguments[0] instanceof Integer position) {
                settings.put(position, new Setting(method, arguments));
            }
            if (method.getName().equals("executeQuery")) {
                plans.add(plan(connection, sql, settings));
            }
            return call(statement, method, arguments);
        });
    }

    private static String plan(Connection connection, String sql, Map<Integer, Setting> settings) throws Throwable {
        try (PreparedStatement explaining = connection.prepareStatement(EXPLAIN + sql)) {
            for (Setting setting : settings.values()) {
                call(explaining, setting.method(), setting.arguments());
            }
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = explaining.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return String.join("\n", lines);
        }
    }

    private record Setting(Method method, Object[] arguments) {}

    private static @Nullable Object call(Object on, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
