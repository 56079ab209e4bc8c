package dev.hallpass.bench.chaos;

import dev.hallpass.bench.chaos.ChaosCompany.Pair;
import java.util.List;

/** The orders to do something by hand, as they are stored. */
final class OrderBook {

    private final ChaosStage stage;

    OrderBook(ChaosStage stage) {
        this.stage = stage;
    }

    /** One that is open. */
    record Order(String id, String person, String path, String purpose, int repeats) {}

    List<Order> open() {
        return stage.database()
                .sql("""
                    select o.id::text, o.account, r.path, o.purpose, o.repeats from by_hand_order o
                    join resource r on r.id = o.resource_id
                    where o.state = 'OPEN' order by o.id\
                    """)
                .query((row, number) -> new Order(
                        row.getString(1),
                        Site.person(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5)))
                .list();
    }

    /** What all orders under way together want of a pair: more than one role if they disagree. */
    List<String> wantedOf(Pair pair) {
        return stage.database()
                .sql("""
                    select distinct coalesce(o.role, 'none') from by_hand_order o
                    join resource r on r.id = o.resource_id
                    where o.account = ? and r.path = ? and o.state in ('OPEN', 'REPORTED')\
                    """)
                .params(pair.place().site().account(pair.person()), pair.place().path())
                .query(String.class)
                .list();
    }

    boolean isUnderWay(String id) {
        return List.of("OPEN", "REPORTED").contains(state(id));
    }

    boolean isWithdrawn(String id) {
        return state(id).equals("WITHDRAWN");
    }

    private String state(String id) {
        return stage.database()
                .sql("select state from by_hand_order where id = ?::uuid")
                .param(id)
                .query(String.class)
                .single();
    }
}
