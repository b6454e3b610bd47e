/** Where does it stay? The database, and the stores it fills. */
@NullMarked
package dev.missioncontrol.jdbc;

import org.jspecify.annotations.NullMarked;
