/** How often did the same thing happen, if not each time shall be written down? */
@NullMarked
package dev.missioncontrol.auth.internal.tally;

import org.jspecify.annotations.NullMarked;
