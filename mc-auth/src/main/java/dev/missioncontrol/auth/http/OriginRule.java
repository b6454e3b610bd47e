package dev.missioncontrol.auth.http;

import dev.missioncontrol.core.http.Headers;
import dev.missioncontrol.core.http.RequestFacts;
import dev.missioncontrol.core.net.Origin;
import java.util.Optional;
import java.util.Set;

/**
 * The cross-origin rule: that of Go 1.25's {@code http.CrossOriginProtection}, with scheme and port compared too, with
 * WebSocket upgrades under it, and with cookies refused where no browser header speaks for them.
 */
final class OriginRule {

    private final Set<Origin> trusted;

    OriginRule(Set<Origin> trusted) {
        this.trusted = trusted;
    }

    boolean admits(RequestFacts request, RequestAddress address) {
        if (RequestKind.isSafe(request)) {
            return true;
        }
        Headers headers = request.headers();
        boolean ambiguous = headers.all("origin").size() > 1
                || headers.all("sec-fetch-site").size() > 1;
        return !ambiguous && judge(request, address);
    }

    private boolean judge(RequestFacts request, RequestAddress address) {
        Headers headers = request.headers();
        Optional<String> site = headers.only("sec-fetch-site");
        if (headers.contains("origin")) {
            Optional<Origin> origin = headers.only("origin").flatMap(Origin::parse);
            return origin.filter(trusted::contains).isPresent() || (isOwn(origin, address) && isOwnSite(site));
        }
        if (site.isEmpty() || RequestKind.isUpgrade(request)) {
            return !headers.contains("cookie") && isOwnSite(site);
        }
        return isOwnSite(site);
    }

    private static boolean isOwn(Optional<Origin> origin, RequestAddress address) {
        return origin.isPresent() && origin.equals(Origin.of(address.scheme(), address.host()));
    }

    private static boolean isOwnSite(Optional<String> site) {
        return site.isEmpty() || site.get().equals("same-origin") || site.get().equals("none");
    }
}
