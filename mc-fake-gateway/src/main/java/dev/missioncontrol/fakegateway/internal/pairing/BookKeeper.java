package dev.missioncontrol.fakegateway.internal.pairing;

/** Where the rows stay. */
public interface BookKeeper {
    /** The rows of the last save, or none. */
    BookState load();

    /** Keeps these rows. */
    void save(BookState state);

    /** Keeps the rows in memory, as long as this object lives. */
    static BookKeeper inMemory() {
        BookState kept = new BookState();
        return new BookKeeper() {
            @Override
            public BookState load() {
                return kept;
            }

            @Override
            public void save(BookState state) {}
        };
    }
}
