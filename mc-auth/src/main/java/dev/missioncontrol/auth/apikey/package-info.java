/** Which programs may call, and how far? */
@NullMarked
package dev.missioncontrol.auth.apikey;

import org.jspecify.annotations.NullMarked;
