package dev.missioncontrol.jdbc;

/**
 * The newest audit record that was acknowledged.
 *
 * @param record its number, 0 if there is none
 * @param hash its hash, in hexadecimal digits
 */
record Head(long record, String hash) {}
