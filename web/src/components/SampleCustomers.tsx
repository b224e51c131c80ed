import { keyedDate, SAMPLE_CUSTOMERS, type SampleCustomer } from "../samples/customers";
import { ChevronIcon } from "./icons";

/** Who to be when trying it out, and how to be understood. */
export function SampleCustomers() {
  return (
    <aside aria-label="Sample customers">
      <details className="panel samples">
        <summary>
          <span>
            Try it as a sample customer
            <small>Names, numbers and orders that the sample data knows</small>
          </span>
          <ChevronIcon />
        </summary>
        <p>
          You will be asked for a first name, a phone number, a date of birth, and the last four
          digits of a card or a social security number. The speech recognition that comes built in
          often mishears digits: key them in instead and end with <kbd>#</kbd>. <kbd>*</kbd> starts
          the entry over, and <kbd>0</kbd> asks for a person.
        </p>
        <ul className="customers">
          {SAMPLE_CUSTOMERS.map((customer) => (
            <Customer key={customer.name} customer={customer} />
          ))}
        </ul>
      </details>
    </aside>
  );
}

function Customer({ customer }: { customer: SampleCustomer }) {
  return (
    <li>
      <h3>{customer.name}</h3>
      <dl>
        <dt>Phone</dt>
        <dd>{customer.phone}</dd>
        <dt>Born</dt>
        <dd>
          {customer.born} <kbd>{keyedDate(customer.born)}</kbd>
        </dd>
        <dt>Last four</dt>
        <dd>
          card {customer.card}, social security {customer.ssn}
        </dd>
        <dt>Address</dt>
        <dd>{customer.address}</dd>
        <dt>Orders</dt>
        <dd>
          {customer.orders.length === 0
            ? "none: this is a seller"
            : customer.orders.map((order) => <div key={order}>{order}</div>)}
        </dd>
      </dl>
    </li>
  );
}
