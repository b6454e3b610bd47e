/** Whom does an OpenID provider vouch for? Sign-in by authorization code (OpenID Connect Core, section 3.1). */
@NullMarked
package dev.missioncontrol.auth.oidc;

import org.jspecify.annotations.NullMarked;
