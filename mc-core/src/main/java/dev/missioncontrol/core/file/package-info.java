/** Who else can read this file? Small files that belong to one user alone. */
@NullMarked
package dev.missioncontrol.core.file;

import org.jspecify.annotations.NullMarked;
