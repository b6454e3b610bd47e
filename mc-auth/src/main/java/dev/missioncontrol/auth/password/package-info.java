/** Is this the person's password? */
@NullMarked
package dev.missioncontrol.auth.password;

import org.jspecify.annotations.NullMarked;
