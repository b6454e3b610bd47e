import org.jspecify.annotations.NullMarked;

/** Where does it stay? Every store of an installation in one SQLite file, with one transaction over all of them. */
@NullMarked
module dev.missioncontrol.jdbc {
    requires static transitive org.jspecify;
    requires transitive dev.missioncontrol.auth;
    requires transitive dev.missioncontrol.core;
    requires transitive dev.missioncontrol.trust;
    requires java.sql;
    requires org.slf4j;

    exports dev.missioncontrol.jdbc;
}
