/** A customer of the sample data, with what authentication asks for. */
export interface SampleCustomer {
  name: string;
  /** As people read it. */
  phone: string;
  /** As people say it. */
  born: string;
  /** Last four digits. */
  ssn: string;
  /** Last four digits. */
  card: string;
  address: string;
  orders: readonly string[];
}

/** The customers that the embedded marketplace is loaded with on its first start. */
export const SAMPLE_CUSTOMERS: readonly SampleCustomer[] = [
  {
    name: "John Doe",
    phone: "415 555 0100",
    born: "March 15, 1985",
    ssn: "1234",
    card: "4242",
    address: "100 Market Street, San Francisco, CA 94105",
    orders: [
      "ORD-12345: noise-cancelling headphones, on their way",
      "ORD-1001: RTX 4090 graphics card, delivered",
    ],
  },
  {
    name: "Jane Smith",
    phone: "415 555 0101",
    born: "July 22, 1990",
    ssn: "5678",
    card: "1881",
    address: "200 Pine Street, Seattle, WA 98101",
    orders: ["ORD-67890: linen shirt, pending", "ORD-1003: 750 watt power supply, pending"],
  },
  {
    name: "Sarah Lee",
    phone: "415 555 0102",
    born: "November 2, 1978",
    ssn: "9012",
    card: "0005",
    address: "12 Oak Avenue, Portland, OR 97201",
    orders: [
      "ORD-1002: Ryzen 9 7950X processor, on its way",
      "ORD-1004: MALM bed frame, delivered 45 days ago",
    ],
  },
  {
    name: "Miguel Torres",
    phone: "415 555 0103",
    born: "January 30, 1995",
    ssn: "3456",
    card: "1117",
    address: "78 Elm Drive, Austin, TX 78701",
    orders: ["ORD-1005: running shoes, delivered"],
  },
  {
    name: "Priya Patel",
    phone: "415 555 0104",
    born: "September 9, 1982",
    ssn: "7890",
    card: "3237",
    address: "5 Harbor Road, Boston, MA 02110",
    orders: [],
  },
];

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** A date as it is keyed in, MMDDYYYY: "March 15, 1985" is "03151985". */
export function keyedDate(date: string): string {
  const [month = "", day = "", year = ""] = date.split(/[ ,]+/);
  return `${String(MONTHS.indexOf(month) + 1).padStart(2, "0")}${day.padStart(2, "0")}${year}`;
}
