/** Which browsers are signed in? */
@NullMarked
package dev.missioncontrol.auth.session;

import org.jspecify.annotations.NullMarked;
