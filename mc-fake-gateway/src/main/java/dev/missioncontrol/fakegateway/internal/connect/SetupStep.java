package dev.missioncontrol.fakegateway.internal.connect;

import dev.missioncontrol.core.device.VerifiedDevice;
import dev.missioncontrol.core.secret.Secret;
import dev.missioncontrol.fakegateway.internal.connect.ConnectVerdict.Admitted;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceRecord;
import dev.missioncontrol.fakegateway.internal.pairing.DeviceToken;
import dev.missioncontrol.fakegateway.internal.pairing.PairingBook;
import dev.missioncontrol.fakegateway.internal.pairing.SetupCode;
import dev.missioncontrol.fakegateway.internal.pairing.SetupCodes;
import java.util.List;
import java.util.Optional;

/** The login of a proven device that shows a setup code. A code that holds wins over everything else that is shown. */
final class SetupStep {
    static final String METHOD = "bootstrap-token";

    private final SetupCodes codes;
    private final PairingBook book;
    private final PairingStep pairing;

    SetupStep(SetupCodes codes, PairingBook book, PairingStep pairing) {
        this.codes = codes;
        this.book = book;
        this.pairing = pairing;
    }

    /** Empty when no code is shown, or one that does not hold. */
    Optional<ConnectVerdict> judge(ConnectRequest request, Upgrade upgrade, VerifiedDevice device) {
        Secret shown = request.credentials().bootstrapToken();
        return shown == null
                ? Optional.empty()
                : codes.bind(shown, device.id().value()).map(code -> judge(request, upgrade, device, code));
    }

    private ConnectVerdict judge(ConnectRequest request, Upgrade upgrade, VerifiedDevice device, SetupCode code) {
        boolean fits =
                request.isNode() && request.scopes().isEmpty() && code.profile().fits(request.client());
        if (fits) {
            return ConnectJudge.admitted(redeemed(request, upgrade, device, code));
        }
        ConnectVerdict verdict = pairing.judge(request, upgrade, device, METHOD, Optional.empty());
        return verdict instanceof Admitted admitted
                ? ConnectJudge.admitted(admitted.admission().spending(code))
                : verdict;
    }

    private Admission redeemed(ConnectRequest request, Upgrade upgrade, VerifiedDevice device, SetupCode code) {
        DeviceRecord record = book.redeem(pairing.ask(request, upgrade, device, METHOD), code.profile());
        List<DeviceToken> others = record.tokens().values().stream()
                .filter(token -> !token.role().equals(request.role()))
                .toList();
        return new Admission(
                request,
                METHOD,
                List.of(),
                Optional.of(device),
                record.liveToken(request.role()),
                Optional.empty(),
                others,
                Optional.of(code));
    }
}
