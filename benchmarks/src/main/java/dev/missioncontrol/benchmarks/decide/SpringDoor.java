package dev.missioncontrol.benchmarks.decide;

import java.util.Collection;
import java.util.List;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthoritiesAuthorizationManager;
import org.springframework.security.core.Authentication;

/** Spring Security's manager for authorities, with a hierarchy of roles. */
final class SpringDoor implements Door {
    private static final Collection<String> READ = List.of("ROLE_VIEWER");
    private static final Collection<String> ADMIN = List.of("ROLE_ADMIN");

    private final AuthoritiesAuthorizationManager manager;
    private final Authentication[] people;

    private SpringDoor(AuthoritiesAuthorizationManager manager, Authentication[] people) {
        this.manager = manager;
        this.people = people;
    }

    static SpringDoor of(int count) {
        RoleHierarchy roles =
                RoleHierarchyImpl.fromHierarchy("ROLE_ADMIN > ROLE_OPERATOR\nROLE_OPERATOR > ROLE_VIEWER");
        AuthoritiesAuthorizationManager manager = new AuthoritiesAuthorizationManager();
        manager.setRoleHierarchy(roles);
        Authentication[] people = new Authentication[count];
        for (int person = 0; person < count; person++) {
            String role = DoorPeer.isAdmin(person) ? "ROLE_ADMIN" : "ROLE_VIEWER";
            people[person] = new TestingAuthenticationToken("person" + person, "", role);
        }
        return new SpringDoor(manager, people);
    }

    @Override
    public boolean opens(int person, boolean asksForAdmin) {
        return manager.authorize(() -> people[person], asksForAdmin ? ADMIN : READ)
                .isGranted();
    }
}
