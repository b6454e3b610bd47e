/** Did this message come from whom it says, and may ours go where somebody wants it? */
@NullMarked
package dev.missioncontrol.auth.webhook;

import org.jspecify.annotations.NullMarked;
