package dev.missioncontrol.trust;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.secret.Digest;
import dev.missioncontrol.core.store.InMemoryTable;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.trust.spi.DeviceTokenStore;
import java.util.List;
import java.util.Optional;

/** Device tokens in the heap: for tests and the smallest embedding. */
public final class InMemoryDeviceTokenStore implements DeviceTokenStore {
    private final InMemoryTable<String, Kept> tokens;

    /** Empty, with the transactions of {@code unit}. */
    public InMemoryDeviceTokenStore(InMemoryUnitOfWork unit) {
        this.tokens = new InMemoryTable<>(unit);
    }

    @Override
    public Optional<DeviceToken> find(Digest text) {
        return tokens.where(kept -> kept.text().matches(text)).stream()
                .map(Kept::token)
                .findFirst();
    }

    @Override
    public List<DeviceToken> ofDevice(DeviceId device) {
        return tokens.where(kept -> kept.token().device().equals(device)).stream()
                .map(Kept::token)
                .toList();
    }

    @Override
    public void insert(Tx tx, DeviceToken token, Digest text) {
        if (tokens.find(token.id()).isPresent() || find(text).isPresent()) {
            throw new IllegalStateException("the id or the text of this token is taken");
        }
        tokens.put(tx, token.id(), new Kept(token, text));
    }

    @Override
    public boolean update(Tx tx, DeviceToken token) {
        Optional<Kept> before = tokens.find(token.id());
        before.ifPresent(kept -> tokens.put(tx, token.id(), new Kept(token, kept.text())));
        return before.isPresent();
    }

    @Override
    public void remove(Tx tx, String id) {
        tokens.remove(tx, id);
    }

    private record Kept(DeviceToken token, Digest text) {}
}
