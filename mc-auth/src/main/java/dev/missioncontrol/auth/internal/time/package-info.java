/** What time is it, if the machine's clock may be set back? */
@NullMarked
package dev.missioncontrol.auth.internal.time;

import org.jspecify.annotations.NullMarked;
