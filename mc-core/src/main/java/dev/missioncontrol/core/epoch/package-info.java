/** In which order was trust withdrawn? One number for all revocations. */
@NullMarked
package dev.missioncontrol.core.epoch;

import org.jspecify.annotations.NullMarked;
