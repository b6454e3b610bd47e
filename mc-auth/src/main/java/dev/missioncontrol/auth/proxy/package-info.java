/** Whom does the proxy in front vouch for? Sign-in by a header that a verified proxy sets. */
@NullMarked
package dev.missioncontrol.auth.proxy;

import org.jspecify.annotations.NullMarked;
