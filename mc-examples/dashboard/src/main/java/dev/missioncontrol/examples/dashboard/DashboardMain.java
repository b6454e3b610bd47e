package dev.missioncontrol.examples.dashboard;

import java.util.List;

/** The program: reads its configuration, starts the dashboard, and stops it when it is told to end. */
public final class DashboardMain {
    private static final int USAGE = 2;

    private DashboardMain() {}

    /** Runs until the process is told to end. */
    public static void main(String[] arguments) {
        try {
            run(DashboardConfig.of(List.of(arguments), System.getenv()));
        } catch (IllegalArgumentException unusable) {
            System.err.println("dashboard: " + unusable.getMessage());
            System.exit(USAGE);
        }
    }

    private static void run(DashboardConfig config) {
        config.settings().insecureDoors().forEach(door -> System.err.println("dashboard: insecure: " + door));
        Dashboard dashboard = Dashboard.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(dashboard::close, "dashboard-stop"));
        dashboard
                .firstPassword()
                .ifPresent(password -> System.out.println("First run. Sign in as "
                        + config.firstAdmin().id() + " with the password " + password.reveal()
                        + " (it is not shown again)."));
        System.out.println("ready " + dashboard.address());
    }
}
