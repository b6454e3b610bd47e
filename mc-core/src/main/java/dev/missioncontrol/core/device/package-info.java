/** Which installation is it, and is that proven? Device keys, the connect signature, and its verification. */
@NullMarked
package dev.missioncontrol.core.device;

import org.jspecify.annotations.NullMarked;
