import org.jspecify.annotations.NullMarked;

/** Who is calling, and may they? Passwords, sessions, API keys, roles, and the guards in front of every route. */
@NullMarked
module dev.missioncontrol.auth {
    requires static transitive org.jspecify;
    requires transitive dev.missioncontrol.core;
    requires org.bouncycastle.provider;
    requires java.net.http;
    requires static com.nimbusds.jose.jwt;
    requires static jakarta.servlet;
    requires static jdk.httpserver;
    requires static oauth2.oidc.sdk;

    exports dev.missioncontrol.auth;
    exports dev.missioncontrol.auth.apikey;
    exports dev.missioncontrol.auth.config;
    exports dev.missioncontrol.auth.http;
    exports dev.missioncontrol.auth.http.jdk;
    exports dev.missioncontrol.auth.http.servlet;
    exports dev.missioncontrol.auth.limit;
    exports dev.missioncontrol.auth.oidc;
    exports dev.missioncontrol.auth.password;
    exports dev.missioncontrol.auth.proxy;
    exports dev.missioncontrol.auth.session;
    exports dev.missioncontrol.auth.spi;
    exports dev.missioncontrol.auth.webhook;
}
