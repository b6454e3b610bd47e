package dev.missioncontrol.testkit.selfcheck;

import dev.missioncontrol.core.identity.DeviceId;
import dev.missioncontrol.core.identity.UserId;
import dev.missioncontrol.core.store.InMemoryUnitOfWork;
import dev.missioncontrol.core.store.Tx;
import dev.missioncontrol.core.store.UnitOfWork;
import dev.missioncontrol.testkit.PairingStoreContract;
import dev.missioncontrol.trust.DeviceRecord;
import dev.missioncontrol.trust.InMemoryPairingStore;
import dev.missioncontrol.trust.Owner;
import dev.missioncontrol.trust.Pairing;
import dev.missioncontrol.trust.PendingPairing;
import dev.missioncontrol.trust.spi.PairingStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Stores that break one rule each, put to the contract. */
final class BrokenStores {
    private BrokenStores() {}

    /** The sound one, which the others are made of. */
    static class Sound extends PairingStoreContract {
        private final InMemoryUnitOfWork unit = new InMemoryUnitOfWork(InstantSource.system());
        private final PairingStore store = broken(new InMemoryPairingStore(unit));

        PairingStore broken(PairingStore sound) {
            return sound;
        }

        @Override
        protected final PairingStore pairings() {
            return store;
        }

        @Override
        protected final UnitOfWork unit() {
            return unit;
        }
    }

    /** Says that a device was revoked, and goes on trusting it. */
    static final class LosingRevocations extends Sound {
        @Override
        PairingStore broken(PairingStore sound) {
            return new Passing(sound) {
                @Override
                public void put(Tx tx, Owner owner, Pairing pairing) {
                    if (!(pairing instanceof Pairing.Revoked)) {
                        super.put(tx, owner, pairing);
                    }
                }
            };
        }
    }

    /** Takes a request in and keeps nothing. */
    static final class LosingRequests extends Sound {
        @Override
        PairingStore broken(PairingStore sound) {
            return new Passing(sound) {
                @Override
                public void putPending(Tx tx, PendingPairing pending) {
                    // Lost.
                }
            };
        }
    }

    /** Knows owners by their name alone, whatever they are. */
    static final class ConfusingOwners extends Sound {
        @Override
        PairingStore broken(PairingStore sound) {
            return new Passing(sound) {
                @Override
                public Pairing find(Owner owner) {
                    Pairing found = super.find(owner);
                    return owner instanceof Owner.Device device && found instanceof Pairing.Unpaired
                            ? super.find(new Owner.User(new UserId(device.id().value())))
                            : found;
                }
            };
        }
    }

    /** Takes Alice for alice. */
    static final class FoldingCase extends Sound {
        @Override
        PairingStore broken(PairingStore sound) {
            return new Passing(sound) {
                @Override
                public Pairing find(Owner owner) {
                    return owner instanceof Owner.User user
                            ? super.find(
                                    new Owner.User(new UserId(user.id().value().toLowerCase(Locale.ROOT))))
                            : super.find(owner);
                }
            };
        }
    }

    /** Forgets what a pairing was pinned to. */
    static final class ForgettingTraits extends Sound {
        @Override
        PairingStore broken(PairingStore sound) {
            return new Passing(sound) {
                @Override
                public Pairing find(Owner owner) {
                    return super.find(owner) instanceof Pairing.Paired paired
                            ? new Pairing.Paired(
                                    paired.access(), paired.since(), paired.approvedBy(), paired.holder(), null)
                            : super.find(owner);
                }
            };
        }
    }

    /** Forgets that a device was ever revoked. */
    static final class ForgettingTombstones extends Sound {
        @Override
        PairingStore broken(PairingStore sound) {
            return new Passing(sound) {
                @Override
                public void put(Tx tx, Owner owner, Pairing pairing) {
                    super.put(tx, owner, pairing instanceof Pairing.Unpaired ? new Pairing.Unpaired() : pairing);
                }
            };
        }
    }

    /** Hands one device's request to another. */
    static final class MixingRequests extends Sound {
        @Override
        PairingStore broken(PairingStore sound) {
            return new Passing(sound) {
                @Override
                public Optional<PendingPairing> pending(Owner owner, Optional<DeviceId> device) {
                    return allPending().stream()
                            .filter(pending -> pending.owner().equals(owner))
                            .findFirst();
                }
            };
        }
    }

    /** Lists devices in another order each time it likes. */
    static final class LosingTheOrder extends Sound {
        @Override
        PairingStore broken(PairingStore sound) {
            return new Passing(sound) {
                @Override
                public List<DeviceRecord> devices() {
                    List<DeviceRecord> devices = new ArrayList<>(super.devices());
                    Collections.reverse(devices);
                    return devices;
                }
            };
        }
    }

    /** Keeps times to the second. */
    static final class RoundingTimes extends Sound {
        @Override
        PairingStore broken(PairingStore sound) {
            return new Passing(sound) {
                @Override
                public void seen(Tx tx, DeviceId device, Instant at) {
                    super.seen(tx, device, Instant.ofEpochSecond(at.getEpochSecond()));
                }
            };
        }
    }

    /** Stays in hardened mode for ever. */
    static final class KeepingTheMode extends Sound {
        @Override
        PairingStore broken(PairingStore sound) {
            return new Passing(sound) {
                @Override
                public void mode(Tx tx, String name) {
                    if (!name.isEmpty()) {
                        super.mode(tx, name);
                    }
                }
            };
        }
    }

    /** Passes everything on. */
    private static class Passing implements PairingStore {
        private final PairingStore sound;

        Passing(PairingStore sound) {
            this.sound = sound;
        }

        @Override
        public Pairing find(Owner owner) {
            return sound.find(owner);
        }

        @Override
        public void put(Tx tx, Owner owner, Pairing pairing) {
            sound.put(tx, owner, pairing);
        }

        @Override
        public Optional<PendingPairing> pending(Owner owner, Optional<DeviceId> device) {
            return sound.pending(owner, device);
        }

        @Override
        public Optional<PendingPairing> pending(String requestId) {
            return sound.pending(requestId);
        }

        @Override
        public List<PendingPairing> allPending() {
            return sound.allPending();
        }

        @Override
        public void putPending(Tx tx, PendingPairing pending) {
            sound.putPending(tx, pending);
        }

        @Override
        public void removePending(Tx tx, String requestId) {
            sound.removePending(tx, requestId);
        }

        @Override
        public List<DeviceRecord> devices() {
            return sound.devices();
        }

        @Override
        public Optional<DeviceRecord> device(DeviceId device) {
            return sound.device(device);
        }

        @Override
        public void label(Tx tx, DeviceId device, String label) {
            sound.label(tx, device, label);
        }

        @Override
        public void seen(Tx tx, DeviceId device, Instant at) {
            sound.seen(tx, device, at);
        }

        @Override
        public Optional<String> mode() {
            return sound.mode();
        }

        @Override
        public void mode(Tx tx, String name) {
            sound.mode(tx, name);
        }
    }
}
