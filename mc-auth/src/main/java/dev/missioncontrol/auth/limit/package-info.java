/** How often may somebody try? */
@NullMarked
package dev.missioncontrol.auth.limit;

import org.jspecify.annotations.NullMarked;
