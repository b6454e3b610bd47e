package dev.missioncontrol.fakegateway.internal.rpc;

import dev.missioncontrol.core.identity.Scope;
import dev.missioncontrol.fakegateway.internal.json.JsonNull;
import dev.missioncontrol.fakegateway.internal.json.JsonObject;
import dev.missioncontrol.fakegateway.internal.pairing.Scopes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges and carries out calls in the gateway's order: role, scope, existence, parameters. */
public final class Dispatcher {
    private static final Set<String> FOR_EVERYBODY =
            Set.of("health", "device.scopes.requestUpgrade", "device.scopes.waitUpgrade");

    private final MethodScopes table;
    private final Map<String, Method> served;

    /** Serves these methods, judged by this table. */
    public Dispatcher(MethodScopes table, Map<String, Method> served) {
        this.table = table;
        this.served = Map.copyOf(served);
    }

    /** Tells whether the method belongs to the other role. */
    public boolean isOfOtherRole(Caller caller, String method) {
        boolean isNodeMethod = table.of(method).filter("node"::equals).isPresent();
        return caller.role().equals("node") ? !isNodeMethod && !method.equals("health") : isNodeMethod;
    }

    /** Answers a call. */
    public Reply call(Caller caller, String method, Object params) {
        if (isOfOtherRole(caller, method)) {
            return Reply.invalid("a " + caller.role() + " may not call this");
        }
        JsonObject object = params instanceof JsonObject given ? given : new JsonObject();
        String needed = needed(method, object);
        if (!FOR_EVERYBODY.contains(method)
                && !caller.role().equals("node")
                && !Scopes.satisfy(caller.scopes(), needed)) {
            return Reply.missingScope(needed);
        }
        if (method.equals("connect")) {
            return Reply.invalid("only the first request can be a connect");
        }
        return table.of(method).isPresent() ? serve(caller, method, params, object) : unknown(method);
    }

    private Reply serve(Caller caller, String method, Object params, JsonObject object) {
        Method known = served.get(method);
        if (known == null) {
            return new Reply.Failed(
                    "UNAVAILABLE", "this fake gateway knows " + method + " and does not serve it", null);
        }
        Object shown = params == JsonNull.NULL ? object : params;
        Optional<String> fault = known.params().fault(shown, "");
        return fault.<Reply>map(text -> Reply.invalid("parameters of " + method + " refused: " + text))
                .orElseGet(() -> known.body().call(caller, object));
    }

    private String needed(String method, JsonObject params) {
        String scope = table.of(method).orElse(Scope.ADMIN.value());
        return scope.equals("dynamic") ? DynamicScope.of(method, params) : scope;
    }

    private static Reply unknown(String method) {
        return Reply.invalid("there is no method " + method);
    }
}
