/** What hotels in other countries send to their police: the formats of the ministries, checked before they are sent. */
