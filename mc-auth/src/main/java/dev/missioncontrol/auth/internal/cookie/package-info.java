/** Which cookies does a request carry? */
@NullMarked
package dev.missioncontrol.auth.internal.cookie;

import org.jspecify.annotations.NullMarked;
