package dev.missioncontrol.benchmarks.decide;

import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;

/** jCasbin with its own role-based model. */
final class CasbinDoor implements Door {
    private static final String MODEL = """
            [request_definition]
            r = sub, act
            [policy_definition]
            p = sub, act
            [role_definition]
            g = _, _
            [policy_effect]
            e = some(where (p.eft == allow))
            [matchers]
            m = g(r.sub, p.sub) && r.act == p.act
            """;

    private final Enforcer enforcer;
    private final String[] names;

    private CasbinDoor(Enforcer enforcer, String[] names) {
        this.enforcer = enforcer;
        this.names = names;
    }

    static CasbinDoor of(int people) {
        Model model = new Model();
        model.loadModelFromText(MODEL);
        Enforcer enforcer = new Enforcer(model);
        enforcer.enableLog(false);
        enforcer.addPolicy("viewer", "read");
        enforcer.addPolicy("admin", "read");
        enforcer.addPolicy("admin", "admin");
        String[] names = new String[people];
        for (int person = 0; person < people; person++) {
            names[person] = "person" + person;
            enforcer.addGroupingPolicy(names[person], DoorPeer.isAdmin(person) ? "admin" : "viewer");
        }
        return new CasbinDoor(enforcer, names);
    }

    @Override
    public boolean opens(int person, boolean asksForAdmin) {
        return enforcer.enforce(names[person], asksForAdmin ? "admin" : "read");
    }
}
