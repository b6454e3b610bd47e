/** Where do users, sessions and keys stay? */
@NullMarked
package dev.missioncontrol.auth.spi;

import org.jspecify.annotations.NullMarked;
