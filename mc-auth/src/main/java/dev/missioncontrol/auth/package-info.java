/** Who may sign in, and what may each do? */
@NullMarked
package dev.missioncontrol.auth;

import org.jspecify.annotations.NullMarked;
