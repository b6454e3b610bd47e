/** How are an OpenID provider's answers read and verified? The one package that names Nimbus. */
@NullMarked
package dev.missioncontrol.auth.internal.oidc;

import org.jspecify.annotations.NullMarked;
