/** Who is asking, and for what? Users, roles, scopes, and the subject of a request. */
@NullMarked
package dev.missioncontrol.core.identity;

import org.jspecify.annotations.NullMarked;
