package dev.missioncontrol.examples.dashboard;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The dependency rules of {@code docs/architecture.md}, over the classes of every module. */
class ArchitectureTest {
    private static final String ROOT = "dev.missioncontrol.";

    /** Each module, and the modules it may know. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.of(
            "core", Set.of(),
            "trust", Set.of("core"),
            "auth", Set.of("core"),
            "gateway", Set.of("core"),
            "fakegateway", Set.of("core"),
            "relay", Set.of("core", "trust", "auth", "gateway"),
            "jdbc", Set.of("core", "trust", "auth"),
            "testkit", Set.of("core", "trust", "auth", "gateway", "relay", "fakegateway"),
            "examples", Set.of("core", "trust", "auth", "gateway", "relay", "jdbc", "fakegateway"));

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.missioncontrol");

    static Stream<String> modules() {
        return MAY_KNOW.keySet().stream();
    }

    static Stream<String> libraries() {
        return modules().filter(module -> !module.equals("examples"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void module_whenRead_knowsOnlyTheModulesBelowIt(String module) {
        String[] forbidden = modules()
                .filter(other -> !other.equals(module))
                .filter(other -> !known(module).contains(other))
                .map(ArchitectureTest::everythingIn)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(everythingIn(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void module_whenRead_leavesTheHiddenPackagesOfOthersAlone(String module) {
        noClasses()
                .that()
                .resideOutsideOfPackage(everythingIn(module))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + module + "..internal..")
                .check(PRODUCT);
    }

    @ParameterizedTest
    @CsvSource({
        "io.netty., gateway fakegateway relay",
        "com.fasterxml.jackson., gateway fakegateway relay testkit examples",
        "org.bouncycastle., core auth",
        "com.github.benmanes.caffeine., trust auth",
        "java.sql., jdbc",
        "javax.sql., jdbc",
        "com.nimbusds., auth",
        "com.sun.net.httpserver., auth",
        "jakarta.servlet., auth relay examples",
        "jakarta.websocket., relay",
        "io.javalin., examples"
    })
    void technology_whenUsed_isNamedByTheModulesThatShould(String technology, String users) {
        Set<String> allowed = new TreeSet<>(Set.of(users.split(" ")));
        assertThat(modulesNaming(technology)).isSubsetOf(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "io.netty., gateway",
        "io.netty., fakegateway",
        "io.netty., relay",
        "com.fasterxml.jackson., gateway",
        "com.fasterxml.jackson., fakegateway",
        "com.fasterxml.jackson., relay",
        "com.fasterxml.jackson., testkit",
        "com.fasterxml.jackson., examples",
        "org.bouncycastle., core",
        "org.bouncycastle., auth",
        "com.nimbusds., auth",
        "com.sun.net.httpserver., auth",
        "jakarta.servlet., auth",
        "jakarta.websocket., relay"
    })
    void technology_whenUsedInAModule_isNamedByOnePackageOfIt(String technology, String module) {
        assertThat(packagesNaming(technology, module)).hasSize(1);
    }

    @Test
    void core_whenRead_standsOnTheJdkAndBouncyCastleAlone() {
        classes()
                .that()
                .resideInAPackage(everythingIn("core"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax..", "org.jspecify..", "org.bouncycastle..", everythingIn("core"))
                .check(PRODUCT);
    }

    @Test
    void type_whenNamed_saysWhatItIs() {
        DescribedPredicate<JavaClass> vague = describe(
                "named *Util, *Helper, *Manager, *Impl or Abstract*",
                type -> type.getSimpleName().matches(".*(Utils?|Helper|Manager|Impl)|Abstract.+"));
        noClasses()
                .should(com.tngtech.archunit.lang.conditions.ArchConditions.be(vague))
                .check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void library_whenItHasSomethingToSay_usesSlf4jOnly(String module) {
        JavaClasses library = PRODUCT.that(JavaClass.Predicates.resideInAPackage(everythingIn(module)));
        GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(library);
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                library.that(DescribedPredicate.not(describe("a command line", ArchitectureTest::isCommandLine))));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void rules_whenChecked_haveSeenEveryModule(String module) {
        assertThat(PRODUCT.that(JavaClass.Predicates.resideInAPackage(everythingIn(module))))
                .hasSizeGreaterThan(5);
    }

    /** A main class speaks to its user, and to nobody else. */
    private static boolean isCommandLine(JavaClass type) {
        return type.tryGetMethod("main", String[].class).isPresent();
    }

    private static Set<String> known(String module) {
        return MAY_KNOW.getOrDefault(module, Set.of());
    }

    private static String everythingIn(String module) {
        return ROOT + module + "..";
    }

    private static Set<String> modulesNaming(String technology) {
        return modules()
                .filter(module -> !packagesNaming(technology, module).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> packagesNaming(String technology, String module) {
        return PRODUCT.that(JavaClass.Predicates.resideInAPackage(everythingIn(module))).stream()
                .filter(type -> names(type, technology))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean names(JavaClass type, String technology) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> dependency.getTargetClass().getName().startsWith(technology));
    }
}
